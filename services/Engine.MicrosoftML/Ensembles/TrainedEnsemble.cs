using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>What was learnt of one component.</summary>
/// <param name="Trees">Trees of ours, which predict and explain.</param>
/// <param name="Zip">Microsoft.ML's own model, which they were made from; empty when nothing could be learnt.</param>
internal sealed record TrainedEnsemble(TreeEnsemble Trees, byte[] Zip)
{
    public static TrainedEnsemble Constant(double score, int columns) => new(new TreeEnsemble(score, [], new double[columns]), []);
}
