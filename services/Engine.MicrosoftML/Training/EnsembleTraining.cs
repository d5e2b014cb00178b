using Microsoft.ML;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Data;
using Presage.Engine.MicrosoftML.Ensembles;
using Presage.Engine.Random;

namespace Presage.Engine.MicrosoftML.Training;

/// <summary>What the trainers share: one ensemble a component, one after the other with all threads, over one view of the rows.</summary>
/// <param name="Trees">[component] most trees.</param>
/// <param name="PositiveWeights">[component].</param>
/// <param name="Patience">Trees without improvement on the stopping rows after which no more count; null counts all of them.</param>
/// <param name="Estimator">Sets up the library's trainer.</param>
internal sealed record EnsembleTraining(
    string Algorithm, ScoreKind Kind, int[] Trees, double[] PositiveWeights, int? Patience,
    Func<MLContext, ComponentPlan, IEstimator<ITransformer>> Estimator)
{
    public AdditiveTrees Fit(LearningTask task, long seed, int threads, CancellationToken cancellation)
    {
        TrainingRows.Check(task);
        var mapper = task.Features.Mapper;
        var view = new BinView(task, PositiveWeights, cancellation);
        var rows = new Lazy<RowBlocks>(() => new RowBlocks(task.Features, task.TrainRows));
        var stop = new RowBlocks(task.Features, task.StopRows);
        var components = new TrainedEnsemble[task.Labels.Length];
        for (var k = 0; k < components.Length; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var labels = TrainingRows.Pick(task.Labels[k], task.TrainRows);
            var isLearnable = Trees[k] > 0 && labels.Contains((sbyte)1) && labels.Contains((sbyte)0) && HasInformation(task);
            var plan = new ComponentPlan(
                k, Trees[k], PositiveWeights[k], (int)(new Xoshiro256(seed, k).Next() >>> 33), threads, view.Slots.Count);
            var fitted = isLearnable ? Fit(task, view, rows.Value, stop, plan, cancellation) : null;
            components[k] = fitted ?? Constant(labels, plan, mapper);
        }

        return EnsembleTrees.Classifier(Algorithm, Kind, mapper, components);
    }

    /// <returns>Null when no tree counts.</returns>
    private TrainedEnsemble? Fit(
        LearningTask task, BinView view, RowBlocks rows, RowBlocks stop, ComponentPlan plan, CancellationToken cancellation)
    {
        var mapper = task.Features.Mapper;
        var context = new MLContext(plan.Seed);
        using var registration = context.CancelWith(cancellation);
        ITransformer model;
        try
        {
            model = Estimator(context, plan).Fit(view);
        }
        catch (ArgumentNullException exception) when (exception.ParamName == "items")
        {
            // Microsoft.ML trips over what LightGBM makes when it finds no split and half of the rows are positive: one leaf of value 0.
            return TrainedEnsemble.Constant(0, mapper.Columns.Count);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }

        var zip = EnsembleZip.Save(context, model, view.Schema);
        var loaded = EnsembleZip.Load(zip);
        var kept = Keep(EnsembleTrees.Convert(loaded, Kind, mapper), task, stop, plan);
        if (kept == 0)
            return null;
        var ensemble = EnsembleTrees.Convert(loaded, Kind, mapper, kept);
        var trees = ensemble.Trees;
        Work.For(kept, plan.Threads, SetCovers, cancellation);
        return new TrainedEnsemble(ensemble, zip);

        void SetCovers(int tree) =>
            trees[tree] = LeafCovers.Set(trees[tree], LeafCovers.Count(trees[tree], rows, task.TrainRows.Length));
    }

    /// <summary>How many trees count: with stopping rows as many as made the log-loss there smallest.</summary>
    private int Keep(TreeEnsemble ensemble, LearningTask task, RowBlocks stop, ComponentPlan plan)
    {
        if (Patience is not { } patience || task.StopRows.Length == 0)
            return ensemble.Trees.Length;
        var labels = TrainingRows.Pick(task.Labels[plan.Component], task.StopRows);
        var stopping = new EarlyStopping(new LogisticLoss(plan.PositiveWeight), stop, labels, ensemble.Base, patience);
        for (var t = 0; t < ensemble.Trees.Length && !stopping.IsOver; t++)
            stopping.Improves(ensemble.Trees[t], t + 1);
        return stopping.BestRounds;
    }

    /// <summary>
    /// The share of positive rows is all that is known of a component that never fails, or of which no tree could be grown.
    /// </summary>
    private TrainedEnsemble Constant(sbyte[] labels, ComponentPlan plan, BinMapper mapper)
    {
        var prior = new LogisticLoss(plan.PositiveWeight).Prior(labels);
        return TrainedEnsemble.Constant(Kind == ScoreKind.LogOdds ? prior : LogisticLoss.Probability(prior), mapper.Columns.Count);
    }

    /// <summary>Whether rows differ in anything; Microsoft.ML takes it for an error if they do not.</summary>
    private static bool HasInformation(LearningTask task)
    {
        for (var c = 0; c < task.Features.Mapper.Columns.Count; c++)
        {
            var column = task.Features.Column(c);
            foreach (var row in task.TrainRows)
            {
                if (column[row] != column[task.TrainRows[0]])
                    return true;
            }
        }

        return false;
    }
}
