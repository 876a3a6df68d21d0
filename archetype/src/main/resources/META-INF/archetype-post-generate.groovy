import javax.lang.model.SourceVersion

// In batch mode the plugin does not look at the validationRegex. Nothing is deleted: the folder may have held other files.
def name = request.properties['package']
if (!SourceVersion.isName(name)) {
    def wrong = name.split('\\.', -1).find { !SourceVersion.isName(it) }
    throw new IllegalArgumentException("'$name' can be no Java package, for '$wrong' "
        + (SourceVersion.isKeyword(wrong) ? 'is a keyword of Java' : 'is no identifier of Java')
        + ": delete ${new File(request.outputDirectory, request.artifactId)}, and generate again with another -Dpackage=...")
}
