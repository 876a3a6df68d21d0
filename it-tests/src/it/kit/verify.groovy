def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Tests run: 3, Failures: 0, Errors: 0, Skipped: 0')
build.doesNotSay('The class path entry') // the module has no main classes, and lacks nothing
