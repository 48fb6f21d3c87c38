package io.apoptosis.systemtests;

import io.apoptosis.standalone.StandaloneCluster;

/**
 * What can be struck.
 *
 * @param store on the services' way to the object store
 */
record Target(StandaloneCluster cluster, FaultyLink store) {}
