namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>What is kept of one component.</summary>
/// <param name="Zip">Empty when nothing could be learnt.</param>
/// <param name="Base">Of a component without zip: the score of every row.</param>
/// <param name="Covers">[tree][leaf] training rows; as many trees of the zip count.</param>
internal sealed record EnsemblePart(byte[] Zip, double Base, int[][] Covers)
{
    public static EnsemblePart Constant(double score) => new([], score, []);
}
