def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
// no goal of Weft is in the POM: javac has woven
assert build.isWoven('target/classes/example/Clock.class')
