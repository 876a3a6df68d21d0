package dev.weft.compiler.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import dev.weft.compiler.WeaverSettings;

/**
 * The plug-in that {@code -Xplugin:Weft} names. Settings follow the name, as {@code "-Xplugin:Weft WEFT007=off"}; see
 * {@link WeaverSettings}.
 *
 * @since 0.1
 */
public final class WeftPlugin implements Plugin {

    /** Called by javac, which finds the plug-in as a service. */
    public WeftPlugin() {}

    @Override
    public String getName() {
        return "Weft";
    }

    @Override
    public void init(JavacTask task, String... arguments) {
        WeaverSettings settings;
        try {
            settings = WeaverSettings.parse(String.join(",", arguments));
        } catch (IllegalArgumentException e) {
            task.addTaskListener(new RefuseSettings(task, "-Xplugin:Weft: " + e.getMessage()));
            return;
        }
        task.addTaskListener(new WeaveGenerated(task, JavacFileManager.of(task), settings));
    }
}
