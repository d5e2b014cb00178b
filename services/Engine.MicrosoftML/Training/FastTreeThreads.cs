using Microsoft.ML.Trainers.FastTree;

namespace Presage.Engine.MicrosoftML.Training;

internal static class FastTreeThreads
{
    /// <summary>
    /// Makes a trainer with so many threads, which it starts at once. What the options say of them afterwards is kept in the model, which
    /// is to be the same on any number of threads; so they say nothing.
    /// </summary>
    public static TTrainer CreateWith<TOptions, TTrainer>(this TOptions options, int threads, Func<TOptions, TTrainer> create)
        where TOptions : TreeOptions
    {
        options.NumberOfThreads = threads;
        var trainer = create(options);
        options.NumberOfThreads = null;
        return trainer;
    }
}
