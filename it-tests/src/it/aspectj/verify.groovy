def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('The sum is 42, 2 runs; not run: ')
// around executions: a time limit for cold methods, a journal of hot ones, suspended and not
build.says('late() took too long')
build.says('The products are 12 and 15: [begins, begins, ends, ends]')
assert build.isWoven('target/classes/example/Main.class')
assert !build.isWoven('target/classes/example/Counting.class')
