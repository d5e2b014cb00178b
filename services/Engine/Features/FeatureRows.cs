namespace Presage.Engine.Features;

/// <summary>Feature rows of some machines, column-major, ordered by machine and time.</summary>
/// <param name="Machines">The machines; <see cref="MachineOf"/> points into it.</param>
/// <param name="MachineOf">[row] position of the row's machine in <see cref="Machines"/>.</param>
/// <param name="Times">[row] grid point T, Unix time.</param>
/// <param name="Values">[column][row]; NaN is missing; categorical columns hold the category's index.</param>
/// <param name="Labels">[component][row]: 1 fails within the horizon, 0 does not, -1 unknown.</param>
public sealed record FeatureRows(string[] Machines, int[] MachineOf, long[] Times, double[][] Values, sbyte[][] Labels)
{
    public int Count => Times.Length;
}
