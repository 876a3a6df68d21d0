def build = new GroovyClassLoader().parseClass(new File(basedir, '../../it-sources/BuildUnderTest.groovy')).newInstance(basedir)

// the module "empty" has no classes, so its output directory, which is on the class path of the others, does not exist
def entry = new File(basedir, 'empty/target/classes')
assert !entry.exists()
build.says("[WARNING] The class path entry $entry does not exist")
assert build.isWoven('app/target/classes/example/App.class')

// a module without async code has no need of it, and says nothing
assert build.count('The class path entry') == 1
