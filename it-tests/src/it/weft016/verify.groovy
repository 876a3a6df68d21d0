evaluate(new File(basedir, '../../it-sources/rejected.groovy'))
