def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('The sum is 42, 2 runs; not run: ')
assert build.isWoven('target/classes/example/Main.class')
assert !build.isWoven('target/classes/example/Counting.class')
