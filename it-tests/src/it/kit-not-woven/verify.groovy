def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('example.KitTest was not woven, so that the body of doesNotAwait is no coroutine')
build.says("the goal 'weave-tests' of weft-maven-plugin")
