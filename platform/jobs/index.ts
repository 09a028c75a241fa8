export { addJob, addJobs } from './add-job.ts';
export { startJobs, type JobContext, type JobTask } from './runner.ts';
