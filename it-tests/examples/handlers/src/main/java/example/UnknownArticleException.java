package example;

/** Thrown for what is not on sale. */
class UnknownArticleException extends Exception {
    UnknownArticleException(String article) {
        super("no " + article + " here");
    }
}
