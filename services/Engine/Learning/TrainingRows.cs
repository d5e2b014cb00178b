namespace Presage.Engine.Learning;

/// <summary>Checks and picks of a task's rows.</summary>
internal static class TrainingRows
{
    /// <exception cref="PresageException">There is nothing to train on.</exception>
    public static void Check(LearningTask task)
    {
        if (task.TrainRows.Length == 0)
        {
            throw new PresageException(
                ErrorKind.Invalid, "no-training-rows", "There is no row to train on.",
                "Widen the time range, or ingest records for it first.");
        }

        CheckAscending(task.TrainRows, task.Features.Rows);
        CheckAscending(task.StopRows, task.Features.Rows);
        if (task.Labels.Length == 0 || task.Labels.Any(l => l.Length != task.Features.Rows))
            throw new ArgumentException("There must be labels for at least one component and one for every row.", nameof(task));
    }

    public static sbyte[] Pick(sbyte[] labels, int[] rows) => Array.ConvertAll(rows, r => labels[r]);

    private static void CheckAscending(int[] rows, int count)
    {
        var previous = -1;
        foreach (var row in rows)
        {
            if (row <= previous || row >= count)
                throw new ArgumentException($"Row {row} is out of order or not in the matrix of {count} rows.", nameof(rows));
            previous = row;
        }
    }
}
