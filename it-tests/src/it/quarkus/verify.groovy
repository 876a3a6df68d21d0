def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Tests run: 7, Failures: 0, Errors: 0, Skipped: 0')
assert build.isWoven('target/classes/example/Shop.class')

// what has been packaged runs, too
def java = new File(System.getProperty('java.home'), 'bin/java')
def log = new File(basedir, 'runner.log')
def runner = new ProcessBuilder(java as String, '-Dquarkus.http.port=0', '-jar', 'target/quarkus-app/quarkus-run.jar')
        .directory(basedir).redirectErrorStream(true).redirectOutput(log).start()
try {
    def listening = null
    for (int i = 0; i < 600 && runner.alive && !listening; i++) {
        sleep(100)
        listening = log.text =~ /Listening on: http:\/\/\S+:(\d+)/
    }
    assert listening: "does not listen: $log.text"
    assert new URL("http://localhost:${listening[0][1]}/shop/offers/tea?for=ann").text == 'tea for 2, ann'
} finally {
    runner.destroy()
    runner.waitFor()
}
