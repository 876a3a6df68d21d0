def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Wove 2 async methods of 1 class')
assert build.isWoven('target/classes/example/Hello.class')

// what "mvn compile" leaves, runs
def runtime = new File(localRepositoryPath, 'dev/weft/weft-runtime').listFiles().collectMany { it.directory ? it.listFiles().toList() : [] }
        .find { it.name ==~ /weft-runtime-[\d.]+(-SNAPSHOT)?\.jar/ }
def java = new ProcessBuilder(System.getProperty('java.home') + '/bin/java', '-cp',
        new File(basedir, 'target/classes').path + File.pathSeparator + runtime, 'example.Hello').redirectErrorStream(true).start()
def lines = java.inputStream.readLines()
assert java.waitFor() == 0: lines
assert lines.count { it.startsWith('Hello wow World') } == 5: lines
