def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

// woven code finds all that it needs in the packages that the module of the runtime exports
build.says('Hello example, a module: true')
build.doesNotSay('[WARNING]')
