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
        Settings settings;
        try {
            settings = Settings.parse(String.join(",", arguments));
        } catch (IllegalArgumentException e) {
            task.addTaskListener(new RefuseSettings(task, "-Xplugin:Weft: " + e.getMessage()));
            return;
        }
        task.addTaskListener(new WeaveGenerated(task, CompilerFiles.of(task), settings));
    }
}
