def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)
def source = 'src/main/java/example/Configured.java'
// both builds write to one log; only the first has findings
assert build.reported() == [source + ':15 warning WEFT007', source + ':22 error WEFT008']
build.says('Weft found 1 error and 1 warning; no class file was changed')
build.says('Wove 2 async methods of 1 class')
assert build.isWoven('target/classes/example/Configured.class')
