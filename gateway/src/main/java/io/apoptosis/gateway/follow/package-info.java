/** The runs' views, followed on behalf of those who are told of them outside. */
package io.apoptosis.gateway.follow;
