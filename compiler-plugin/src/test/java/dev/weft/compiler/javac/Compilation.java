package dev.weft.compiler.javac;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Runtimes;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A compilation with the plug-in, through {@code javax.tools}, all in memory. */
record Compilation(boolean success, Classes classes, List<Diagnostic<? extends JavaFileObject>> diagnostics) {

    static final String IMPORTS = "import static dev.weft.Weft.*; import dev.weft.*; ";

    static Compilation of(List<String> options, String... sources) {
        return of(options, List.of(), true, sources);
    }

    static Compilation of(List<String> options, List<Processor> processors, boolean readable, String... sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        JavaFileManager standard = compiler.getStandardFileManager(diagnostics, null, null);
        var files = new InMemoryFiles(standard, readable);
        var arguments = new ArrayList<>(List.of(
                "-g", "-cp", Runtimes.weft().toString(), "-processorpath", System.getProperty("java.class.path")));
        arguments.addAll(options);
        if (options.stream().noneMatch(option -> option.startsWith("-Xplugin"))) {
            arguments.add("-Xplugin:Weft");
        }
        if (processors.isEmpty()) {
            arguments.add("-proc:none");
        }
        var units = new ArrayList<JavaFileObject>();
        for (int i = 0; i < sources.length; i++) {
            units.add(source("Source" + i, sources[i]));
        }
        var task = compiler.getTask(new StringWriter(), files, diagnostics, arguments, null, units);
        if (!processors.isEmpty()) {
            task.setProcessors(processors);
        }
        boolean success = task.call();
        var byInternalName = new TreeMap<String, byte[]>();
        files.written().forEach((name, bytes) -> {
            if (name.endsWith(".class")) {
                byInternalName.put(
                        name.substring(0, name.length() - ".class".length()).replace('.', '/'), bytes);
            }
        });
        return new Compilation(success, new Classes(byInternalName), diagnostics.getDiagnostics());
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return IMPORTS + text;
            }
        };
    }

    /** Line, column, kind and the first words of each diagnostic. */
    List<String> shown() {
        return diagnostics.stream()
                .map(one -> one.getLineNumber() + ":" + one.getColumnNumber() + " " + one.getKind() + " "
                        + one.getMessage(null).lines().findFirst().orElse(""))
                .toList();
    }
}
