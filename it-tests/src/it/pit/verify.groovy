def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

// PIT has mutated what javac wrote
assert !build.isWoven('target/classes/example/Basket.class')

// each mutant ran: none was refused by the JVM, and those that no test looks at survive
def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/pit-reports/mutations.xml'))
def mutants = report.mutation.collect { [it.mutatedMethod.text(), it.@status.text()] }
assert mutants.countBy { it[1] } == [KILLED: 5, SURVIVED: 2]
assert mutants.findAll { it[1] == 'SURVIVED' }*.first().toSet() == ['discount', 'total'] as Set
build.doesNotSay('exited abnormally')
