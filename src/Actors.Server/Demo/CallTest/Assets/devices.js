// What the browser says of camera and location, and where it is.
const ask = async (name) => {
  try {
    const permission = await navigator.permissions.query({ name });
    return permission.state; // granted, denied, prompt
  } catch {
    return "prompt"; // Not every browser tells.
  }
};

export const permissions = async () => {
  const [camera, location] = await Promise.all([ask("camera"), ask("geolocation")]);
  return { camera, location: navigator.geolocation ? location : "denied" };
};

// Calls back when a permission changes.
export const watch = async (changed) => {
  for (const name of ["camera", "geolocation"]) {
    try {
      (await navigator.permissions.query({ name })).addEventListener("change", changed);
    } catch {
      // Not every browser tells.
    }
  }
};

export const condition = async () => {
  const { camera, location } = await permissions();
  return { cameraDenied: camera === "denied", locationDenied: location === "denied" };
};

// A position of the last half a minute; null when there is none: denied, or not found in time.
export const position = () => new Promise((resolve) => {
  if (!navigator.geolocation) {
    resolve(null);
    return;
  }
  navigator.geolocation.getCurrentPosition(
    (found) => resolve({
      latitude: found.coords.latitude,
      longitude: found.coords.longitude,
      accuracyMetres: found.coords.accuracy,
      ageSeconds: Math.max(0, (Date.now() - found.timestamp) / 1000),
    }),
    () => resolve(null),
    { enableHighAccuracy: true, timeout: 12000, maximumAge: 30000 });
});
