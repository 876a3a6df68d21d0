package dev.weft.it.fuzz;

import dev.weft.it.harness.Comparison;
import dev.weft.it.harness.Weaving;
import dev.weft.it.harness.WovenForms;
import java.util.List;

/** Runs targets that are given as source text. */
public final class SourceTrial {
    private static final String HEAD = """
            package dev.weft.it.generated;

            import static dev.weft.Weft.await;
            import static dev.weft.Weft.done;
            import static dev.weft.Weft.result;

            import dev.weft.*;
            import dev.weft.it.*;

            @SuppressWarnings("all")
            class %s {
            """;

    private SourceTrial() {}

    /** Compiles the members of a class for a release of Java, weaves them, and compares all targets with their twins. */
    public static void check(int release, String className, String members) throws Exception {
        var program = new GeneratedProgram(
                "dev.weft.it.generated." + className, List.of(), HEAD.formatted(className) + members + "}\n");
        try (var compiler = new InMemoryCompiler(Weaving.classPath(), release)) {
            var unwoven = compiler.compile(List.of(program));
            Comparison.runs(program.name(), unwoven, WovenForms.of(unwoven));
        }
    }
}
