/**
 * The front door: REST and SSE for people and programs, and the Kafka Streams topology that folds what happens to runs into their state.
 * Holds nothing that Kafka and the object store do not hold as well, so any number of gateways may run.
 */
package io.apoptosis.gateway;
