/** Runs that start by themselves. */
package io.apoptosis.gateway.schedules;
