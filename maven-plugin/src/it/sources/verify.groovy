// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
def runs = log.readLines().findAll { it.contains(' graphs compiled to ') }.collect { it - ~/.*] / }
assert runs.size() == 3
assert runs[0].startsWith('2 of 2 graphs compiled')
assert runs[1].startsWith('0 of 2 graphs compiled') && runs[1].endsWith('the others are up to date')

def sources = new File(basedir, 'target/generated-sources/gradwright/org/example')
assert sources.list() as List == ['Iris.java']
assert new File(sources, 'Iris.java').text.contains('public float[] p(')

def runtime = new File(localRepositoryPath, "org/gradwright/gradwright-runtime/${version}/gradwright-runtime-${version}.jar")
def java = [System.getProperty('java.home') + '/bin/java', '-cp', "${basedir}/target/classes${File.pathSeparator}${runtime}", 'org.example.App']
def run = java.execute()
run.waitFor()
assert run.in.text.trim() == 'it learns'
