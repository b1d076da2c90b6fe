#!/bin/sh
# Many articles on a cluster with SLURM: the jobs of an array share one input and one folder.
#
#     sbatch examples/slurm_array.sh articles.jsonl out/
#
# Submit it again if jobs were ended before they were done: each continues where it was. More jobs than parts
# (articles divided by --shard-size) would have nothing to do.
#SBATCH --job-name=diplotext
#SBATCH --array=1-100
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=1G
#SBATCH --time=04:00:00
#SBATCH --signal=TERM@30
#SBATCH --requeue
#SBATCH --output=diplotext-%a.log
#SBATCH --open-mode=append

exec diplotext extract "$1" --output "$2" --resume --progress \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --processes "${SLURM_CPUS_PER_TASK:-1}" --time-limit 600
