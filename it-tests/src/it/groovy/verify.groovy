def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('The total is 15')
assert build.isWoven('target/classes/example/Static.class')

// the error blames the class, not the part of Groovy through which its calls go
build.says('example.Dynamic calls await but was not woven')
build.says('annotate the class with @CompileStatic')
