namespace Presage.Engine.Learning;

/// <summary>
/// Weights under which every class has the same total: the rows that are negative for all components, and the positive rows of each.
/// Failing rows are few and lie where few rows do; counted one by one, a few coarse bins would hide what tells them apart.
/// </summary>
internal static class ClassWeights
{
    /// <returns>[training row].</returns>
    public static double[] Of(LearningTask task)
    {
        var weights = new double[task.TrainRows.Length];
        foreach (var labels in task.Labels)
            Share(row => labels[row] > 0);
        Share(row => !Array.Exists(task.Labels, labels => labels[row] > 0));
        return weights;

        void Share(Func<int, bool> isOfClass)
        {
            var members = task.TrainRows.Count(isOfClass);
            for (var i = 0; i < weights.Length; i++)
                weights[i] += isOfClass(task.TrainRows[i]) ? 1.0 / members : 0;
        }
    }
}
