def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.passed(103)
