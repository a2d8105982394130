// SPDX-License-Identifier: Apache-2.0
def classes = new File(basedir, 'target/classes')
assert new File(classes, 'org/example').list().sort() as List == ['App.class', 'Bands$Vectors.class', 'Bands.class']

def runtime = new File(localRepositoryPath, "org/gradwright/gradwright-runtime/${version}/gradwright-runtime-${version}.jar")
def java = [System.getProperty('java.home') + '/bin/java', '-p', "${classes}${File.pathSeparator}${runtime}", '-m', 'org.example/org.example.App']
def run = java.execute()
run.waitFor()
assert run.in.text.trim() == "module org.example: ${64 * 32 + 32 + 32 * 64 + 64}"
