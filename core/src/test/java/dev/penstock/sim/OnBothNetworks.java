package dev.penstock.sim;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of what holds on the system's network, and so must on the simulated one. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Lab.Network.class)
abstract class OnBothNetworks {
    @Parameter
    Lab.Network network;

    Lab lab;

    @BeforeEach
    void open() throws IOException {
        lab = new Lab(network);
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
    }
}
