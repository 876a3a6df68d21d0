def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
build.says('Wove 1 async method of 1 class')
build.says('Wove 2 async methods of 1 class')
assert build.isWoven('target/test-classes/example/DoublingTest.class')
