export default { id: "none" };
