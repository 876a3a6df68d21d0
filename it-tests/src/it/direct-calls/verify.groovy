def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

build.says('Wove 2 async methods of 2 classes')
build.doesNotSay('[WARNING]')

// the caller enters what the called class has for it
def entry = '(Ljava/lang/String;Ldev/weft/abi/Frame;Ldev/weft/abi/FrameDriver;I)I'
['Main', 'Prices'].each {
    assert new String(build.bytes("target/classes/example/${it}.class"), 'ISO-8859-1').contains(entry): it
}

// and that changes nothing: suspended, failing, of a subclass
def printed = build.log.findAll { it ==~ /(It costs|at example\.).*/ }
assert printed == ['It costs 4', 'at example.Prices.of', 'at example.Main.print', 'It costs -1']
