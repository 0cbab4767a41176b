/** Servers on the reactor. */
module dev.penstock.apps {
    requires transitive dev.penstock;
    requires transitive info.picocli;
    requires static org.jline.reader; // by the client's terminal only
    requires static org.jline.terminal;

    exports dev.penstock.apps.cli;

    opens dev.penstock.apps to
            info.picocli;
    opens dev.penstock.apps.cli to
            info.picocli;
    opens dev.penstock.apps.chat to
            info.picocli;
    opens dev.penstock.apps.client to
            info.picocli;
    opens dev.penstock.apps.echo to
            info.picocli;
    opens dev.penstock.apps.framed to
            info.picocli;
    opens dev.penstock.apps.hello to
            info.picocli;
    opens dev.penstock.apps.listener to
            info.picocli;
    opens dev.penstock.apps.reply to
            info.picocli;
    opens dev.penstock.apps.talker to
            info.picocli;

    provides System.LoggerFinder with
            dev.penstock.apps.cli.StandardErrorLoggerFinder;
}
