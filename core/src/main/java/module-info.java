/**
 * A single-threaded Selector reactor on which a slow peer costs nobody else anything.
 *
 * <p>Only {@link dev.penstock} and {@link dev.penstock.frame} are for users; the other packages are what it is made of.
 */
module dev.penstock {
    requires org.jctools.core;
    requires java.management;
    requires jdk.management;

    exports dev.penstock;
    exports dev.penstock.frame;
}
