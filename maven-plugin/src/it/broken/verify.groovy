// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
def page = new File(basedir, '../../../../docs/maven.md').text
def shown = (page =~ /(?s)```text\n(.*?)```/)[0][1]
assert shown.startsWith('[ERROR] org/example/broken.graph:5:30: error[')
assert log.contains(shown)
assert log.contains('errors in org/example/broken.graph below')
assert !log.contains('at org.gradwright')
assert new File(basedir, 'target/generated-sources/gradwright/org/example').list() as List == ['Line.java']
