namespace Orleans.Placement;

/// <summary>Says where activations of a grain class are made. In one process there is only one place.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute
{
    // In Orleans the constructor takes a strategy. Nobody outside may count on one without.
    private protected PlacementAttribute()
    {
    }
}
