package dev.weft.compiler.finding;

/** The stable codes of the build-time findings; a code never changes its meaning. */
public enum Code {
    WEFT001(Level.ERROR),
    WEFT002(Level.ERROR),
    WEFT003(Level.ERROR),
    WEFT004(Level.ERROR),
    WEFT005(Level.ERROR),
    WEFT006(Level.WARNING),
    WEFT007(Level.WARNING),
    WEFT008(Level.WARNING),
    WEFT009(Level.ERROR),
    WEFT010(Level.ERROR),
    WEFT011(Level.WARNING);

    private final Level level;

    Code(Level level) {
        this.level = level;
    }

    public Level level() {
        return level;
    }
}
