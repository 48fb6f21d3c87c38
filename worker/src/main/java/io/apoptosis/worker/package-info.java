/** What all workers share: take a task, run it between signs of life, announce its result, acknowledge it. */
package io.apoptosis.worker;
