package dev.penstock.apps;

import dev.penstock.apps.chat.ChatServer;
import dev.penstock.apps.cli.Launcher;
import dev.penstock.apps.cli.Version;
import dev.penstock.apps.client.Client;
import dev.penstock.apps.echo.EchoServer;
import dev.penstock.apps.framed.FramedServer;
import dev.penstock.apps.hello.HelloServer;
import dev.penstock.apps.listener.DatagramListener;
import dev.penstock.apps.reply.ReplyServer;
import dev.penstock.apps.talker.Talker;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands in one jar. */
@Command(
        name = "penstock",
        description = "TCP servers on which a slow peer costs nobody else anything, and clients for them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            EchoServer.class,
            FramedServer.class,
            ChatServer.class,
            HelloServer.class,
            ReplyServer.class,
            Client.class,
            DatagramListener.class,
            Talker.class
        })
public final class Penstock implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        Launcher.launch(new Penstock(), args);
    }

    @Override
    public void run() {
        CommandLine commandLine = spec.commandLine();
        String commands = String.join(", ", commandLine.getSubcommands().keySet());
        throw new ParameterException(commandLine, "a command is missing: " + commands);
    }
}
