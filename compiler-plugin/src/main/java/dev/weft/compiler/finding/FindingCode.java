package dev.weft.compiler.finding;

/**
 * The stable codes of the build-time findings; a code never changes its meaning.
 *
 * @since 0.1
 */
public enum FindingCode {
    WEFT001(Severity.ERROR),
    WEFT002(Severity.ERROR),
    WEFT003(Severity.ERROR),
    WEFT004(Severity.ERROR),
    WEFT005(Severity.ERROR),
    WEFT006(Severity.WARNING),
    WEFT007(Severity.WARNING),
    WEFT008(Severity.WARNING),
    WEFT009(Severity.ERROR),
    WEFT010(Severity.ERROR),
    WEFT011(Severity.WARNING),
    WEFT012(Severity.ERROR),
    WEFT013(Severity.ERROR),
    WEFT014(Severity.ERROR),
    WEFT015(Severity.WARNING),
    WEFT016(Severity.ERROR),
    WEFT017(Severity.ERROR),
    WEFT018(Severity.WARNING),
    WEFT019(Severity.ERROR),
    WEFT020(Severity.WARNING),
    WEFT021(Severity.WARNING);

    private final Severity level;

    FindingCode(Severity level) {
        this.level = level;
    }

    public Severity level() {
        return level;
    }

    /** Whether {@code @Allow} silences it: every warning, and the one error that may be meant. */
    public boolean mayBeAllowed() {
        return level == Severity.WARNING || this == WEFT017;
    }
}
