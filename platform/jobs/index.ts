export { addJob, type NewJob } from './add-job.ts';
export { startJobs, type JobContext, type JobRunner, type JobTask } from './runner.ts';
