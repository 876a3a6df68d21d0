evaluate(new File(basedir, '../../it-sources/warned.groovy'))
