namespace Actors.Tidy.Tests;

/// <summary>
/// One thing that holds everywhere in the repository. Implementations have no state and a constructor without
/// parameters.
/// </summary>
internal interface IRule
{
    IEnumerable<Finding> Check(Tree tree);
}
