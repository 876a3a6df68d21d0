def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Tests run: 3, Failures: 0, Errors: 0, Skipped: 0')
assert !build.isWoven('target/test-classes/example/KitTest.class')
