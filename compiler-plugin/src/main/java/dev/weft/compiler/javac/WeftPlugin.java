package dev.weft.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import dev.weft.compiler.Settings;

/**
 * What {@code -Xplugin:Weft} names. Settings stand behind the name, as {@code "-Xplugin:Weft WEFT007=off"}; see
 * {@link Settings}.
 */
public final class WeftPlugin implements Plugin {

    /** For javac, which finds the plug-in as a service. */
    public WeftPlugin() {}

    @Override
    public String getName() {
        return "Weft";
    }

    @Override
    public void init(JavacTask task, String... arguments) {
        var settings = Settings.parse(String.join(",", arguments));
        task.addTaskListener(new WeaveGenerated(task, CompilerFiles.of(task), settings));
    }
}
