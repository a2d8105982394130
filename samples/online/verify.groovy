// SPDX-License-Identifier: Apache-2.0
// What the build of Gradwright asks of this sample.
def path = ["${basedir}/target/classes", new File(localRepositoryPath, "org/gradwright/gradwright-runtime/${version}/gradwright-runtime-${version}.jar")].join(File.pathSeparator)
def java = { String... arguments -> [System.getProperty('java.home') + '/bin/java', '-cp', path, *arguments].execute() }

def memory = "${basedir}/target/power.safetensors" as String
def watch = {
    def pipe = java('org.example.online.Plant') | java('org.example.online.Watch', memory)
    pipe.text.readLines()
}
def first = watch()
assert new File(basedir, 'README.md').text.contains(first.join('\n'))
def off = first.collect { it.replaceAll(/.*by (.*) kW/, '$1') as double }
assert off[4] < 0.1 && off[5] > 2 * off[4] && off[9] < 0.1
assert watch()[0].startsWith(' 11000 readings')
