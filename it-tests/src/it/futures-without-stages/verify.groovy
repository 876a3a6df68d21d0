def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Tests run: 7, Failures: 0, Errors: 0, Skipped: 0')
