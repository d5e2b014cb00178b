namespace Presage.Engine.Selection;

/// <summary>Rows of a fleet and what became of its machines: what a split goes by.</summary>
/// <param name="Times">[row] T, Unix time; ascending within a machine, whose rows stand together.</param>
/// <param name="Labels">[component][row]: 1, 0 or -1 for unknown.</param>
/// <param name="MachineOf">[row] position in <see cref="Machines"/>.</param>
/// <param name="Horizon">Label horizon in <see cref="UnixTime"/> units.</param>
public sealed record LabelledFleet(
    long[] Times, sbyte[][] Labels, int[] MachineOf, IReadOnlyList<MachineEvents> Machines, long Horizon);
